import { Mark } from './mark'

export function SiteFooter() {
  return (
    <footer className="mt-24 border-t border-line print:hidden">
      <div className="mx-auto flex max-w-lesson flex-wrap items-baseline justify-between gap-x-10 gap-y-3 px-4 py-8 text-sm text-ink-faint sm:px-6">
        <p className="flex items-center gap-2 font-semibold text-ink-soft">
          <Mark className="size-4" />
          Stepwise
        </p>
        <p className="max-w-prose text-pretty">
          Everything runs in this page and on this server; AWS hears of it only when you run on an account of
          yours. Not affiliated with Amazon Web Services, whose names are used to speak of its services.
        </p>
      </div>
    </footer>
  )
}
