import localFont from 'next/font/local'

/**
 * Atkinson Hyperlegible: drawn so that 0 and O, I, l and 1 cannot be mistaken for one another, which matters where
 * ARNs and state names are read closely. Both faces come with the installation; no other host is asked.
 */
export const textFont = localFont({
  src: [
    {
      path: '../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
      weight: '200 800',
      style: 'normal',
    },
  ],
  variable: '--font-text',
  display: 'swap',
  adjustFontFallback: 'Arial',
})

export const codeFont = localFont({
  src: [
    {
      path: '../node_modules/@fontsource-variable/atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-latin-wght-normal.woff2',
      weight: '200 800',
      style: 'normal',
    },
  ],
  variable: '--font-code',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
})
