import type { MetadataRoute } from 'next'

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Stepwise',
    short_name: 'Stepwise',
    description: 'Learn AWS Step Functions by running them.',
    start_url: '/',
    display: 'standalone',
    background_color: '#fcfbf9',
    theme_color: '#0b566b',
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
  }
}
