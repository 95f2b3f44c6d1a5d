'use client'
import { useEffect } from 'react'
import { keepInCookie } from '../_ui/cookie'
import { placeCookie } from './place'

/** What a reader can be brought back to: headings and exercises. */
const PLACES = '[data-lesson-text] > :is(h2[id], h3[id], [data-place])'

/**
 * Remembers where the reader is: in this browser by a cookie, so that no account is made for merely reading, and for
 * those who have one on the server too. Marks the section in the table of contents on the way.
 */
export function ReadingPlace({ lesson, hasAccount }: { lesson: string; hasAccount: boolean }) {
  useEffect(() => {
    let saved = location.hash.slice(1)
    let current = ''
    let pause: ReturnType<typeof setTimeout> | undefined

    function save() {
      if (current === saved || current === '') return
      saved = current
      keepInCookie(placeCookie, `${lesson}/${encodeURIComponent(saved)}`)
      if (!hasAccount) return
      fetch('/api/progress/place', {
        method: 'POST',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ lesson, anchor: saved }),
      }).catch(() => {
        // The cookie holds the place; the next one is sent again.
      })
    }

    function look() {
      const line = window.innerHeight * 0.4
      const passed = [...document.querySelectorAll(PLACES)].filter(
        (place) => place.getBoundingClientRect().top <= line,
      )
      const last = passed.at(-1)
      if (!last || last.id === current) return
      current = last.id
      markContents(passed.map(({ id }) => id))
      clearTimeout(pause)
      pause = setTimeout(save, 1500)
    }

    let frame = 0
    const onScroll = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(look)
    }
    const onHide = () => document.visibilityState === 'hidden' && save()
    look()
    window.addEventListener('scroll', onScroll, { passive: true })
    document.addEventListener('visibilitychange', onHide)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(pause)
      window.removeEventListener('scroll', onScroll)
      document.removeEventListener('visibilitychange', onHide)
    }
  }, [lesson, hasAccount])

  return null
}

/** Marks the last of the passed places that is in the table of contents; exercises are not. */
function markContents(passed: readonly string[]) {
  const links = [...document.querySelectorAll('[data-contents] a')]
  const addressOf = (link: Element) => link.getAttribute('href')
  const addresses = new Set(links.map(addressOf))
  const here = passed.map((id) => `#${id}`).findLast((address) => addresses.has(address))
  for (const link of links) {
    if (addressOf(link) === here) link.setAttribute('aria-current', 'location')
    else link.removeAttribute('aria-current')
  }
}
