import type { ComponentProps } from 'react'

/** Things that belong together, by a name that is heard and not seen; for what its own words name, `aria-labelledby` instead of a label. */
export function Group({ label, ...rest }: Omit<ComponentProps<'div'>, 'role'> & { label?: string }) {
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms and a section a landmark; neither lies in a line, nor beside its legend
  return <div role="group" aria-label={label} {...rest} />
}
