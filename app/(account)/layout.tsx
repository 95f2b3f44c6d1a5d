import type { ReactNode } from 'react'

/** A narrow column: these pages are a form and what is to be said about it. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-md px-4 py-12 outline-none sm:px-6 sm:py-16">
      {children}
    </main>
  )
}
