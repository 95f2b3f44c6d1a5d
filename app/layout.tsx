import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { browserCookie, currentInstructor, currentPerson } from './_server'
import { Offline } from './_site/offline'
import { SiteFooter } from './_site/site-footer'
import { SiteHeader, type Visitor } from './_site/site-header'
import { isTheme, themeCookie } from './_ui/theme'
import { codeFont, textFont } from './fonts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Stepwise: learn AWS Step Functions by running it', template: '%s · Stepwise' },
  description:
    'Lessons and checked exercises on AWS Step Functions, with an interpreter that shows every event, for the AWS Developer Associate exam.',
  applicationName: 'Stepwise',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const cookie = await browserCookie(themeCookie)
  const theme = isTheme(cookie) ? cookie : undefined
  return (
    <html
      lang="en"
      data-theme={theme}
      className={`${textFont.variable} ${codeFont.variable}`}
      suppressHydrationWarning
    >
      <body className="flex min-h-dvh flex-col bg-paper text-ink antialiased">
        <a
          href="#main"
          className="absolute top-2 left-2 z-50 -translate-y-24 rounded-md bg-accent px-4 py-2 font-semibold text-on-accent focus:translate-y-0"
        >
          Skip to the content
        </a>
        <SiteHeader visitor={await visitor()} theme={theme} />
        <div className="flex-1">{children}</div>
        <SiteFooter />
        <Offline />
      </body>
    </html>
  )
}

async function visitor(): Promise<Visitor | undefined> {
  const person = await currentPerson()
  return person && { ...person, isInstructor: (await currentInstructor()) !== undefined }
}
