import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { quantile } from './load'
import type { PageMeasured } from './page-load'

const BUDGETS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 } as const

/** Lighthouse's own mobile settings; the median of three visits. Performance depends on the machine and is no gate. */
export async function lighthouseScores(chromePath: string, url: string): Promise<PageMeasured[]> {
  const visits = [await visit(chromePath, url), await visit(chromePath, url), await visit(chromePath, url)]
  return Object.entries(BUDGETS).map(([category, budget]) => {
    const score = Math.round(
      quantile(
        visits.map((scores) => scores.get(category) ?? 0),
        0.5,
      ) * 100,
    )
    return {
      what: category,
      value: String(score),
      budget: { text: `≥ ${budget}`, isMet: score >= budget },
      isGate: category !== 'performance',
    }
  })
}

async function visit(chromePath: string, url: string): Promise<Map<string, number>> {
  const chrome = await launch({
    chromePath,
    chromeFlags: [
      '--headless=new',
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  })
  try {
    const result = await lighthouse(url, {
      port: chrome.port,
      logLevel: 'error',
      onlyCategories: Object.keys(BUDGETS),
    })
    if (!result) throw new Error('Lighthouse gave no result.')
    for (const audit of Object.values(result.lhr.audits)) {
      if (audit.score !== null && audit.score < 0.9 && process.env.VERBOSE) {
        console.log(`    ${audit.id}: ${audit.score} ${audit.displayValue ?? ''}`)
      }
    }
    return new Map(Object.entries(result.lhr.categories).map(([id, { score }]) => [id, score ?? 0]))
  } finally {
    chrome.kill()
  }
}
