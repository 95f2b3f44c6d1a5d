'use client'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button'
import { keepInCookie } from './cookie'
import { type Theme, themeCookie } from './theme'

const order = ['system', 'light', 'dark'] as const
type Choice = (typeof order)[number]

const faces: Record<Choice, { icon: typeof Sun; name: string }> = {
  system: { icon: Monitor, name: 'as the system' },
  light: { icon: Sun, name: 'light' },
  dark: { icon: Moon, name: 'dark' },
}

/** Goes round system, light, dark; remembered for a year. */
export function ThemeSwitch({ chosen }: { chosen: Theme | undefined }) {
  const [choice, setChoice] = useState<Choice>(chosen ?? 'system')
  const next = order[(order.indexOf(choice) + 1) % order.length] ?? 'system'
  const { icon: Icon, name } = faces[choice]

  function change() {
    if (next === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
    keepInCookie(themeCookie, next === 'system' ? undefined : next)
    setChoice(next)
  }

  const label = `Colours: ${name}. Change to ${faces[next].name}.`
  return (
    <Button look="quiet" size="sm" className="min-w-8" onClick={change} aria-label={label} title={label}>
      <Icon aria-hidden />
    </Button>
  )
}
