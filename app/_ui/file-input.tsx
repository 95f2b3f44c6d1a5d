import clsx from 'clsx'
import type { ComponentProps } from 'react'

/** A field for a file of one's own, its button like the others. */
export function FileInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <input
      type="file"
      className={clsx(
        'max-w-full text-sm file:mr-3 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-line-strong file:bg-panel file:px-3 file:py-1.5 file:font-semibold file:text-ink hover:file:bg-idle-wash',
        className,
      )}
      {...rest}
    />
  )
}
