import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { codeFont, textFont } from './fonts'
import './globals.css'

export const metadata: Metadata = { title: 'Stepwise' }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${textFont.variable} ${codeFont.variable}`}>
      <body className="min-h-dvh bg-paper text-ink antialiased">{children}</body>
    </html>
  )
}
