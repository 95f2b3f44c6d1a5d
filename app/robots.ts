import type { MetadataRoute } from 'next'

/** Lessons may be found; what belongs to a person may not. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: '*', allow: '/', disallow: ['/api/', '/account', '/progress', '/teach'] } }
}
