export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

/**
 * The choice is kept in a cookie, not in local storage: the server writes it into the first byte of the page, so
 * nothing flashes and no script has to run before the paint.
 */
export const themeCookie = 'theme'

export function isTheme(value: string | undefined): value is Theme {
  return themes.some((theme) => theme === value)
}
