import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { trackedFiles } from './support/tracked-files'

/** May be imported from everywhere. */
const TOP = ['lib/json', 'lib/result', 'lib/assert-never']

/**
 * Folder to the folders it may import from. Arrows point down this list; what stands in no list here is imported
 * by nobody. `app` as a whole may import any of `lib`; its folders with an underscore say more.
 */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  app: ['app/_lesson', 'app/_server', 'app/_site', 'app/_ui', 'app/_workbench', 'lib/*'],
  'app/_site': ['app/_ui'],
  'app/_lesson': [
    'app/_ui',
    'app/_workbench',
    'lib/asl',
    'lib/curriculum',
    'lib/exercises',
    'lib/graph',
    'lib/progress',
    'lib/quiz',
    'lib/services',
  ],
  'app/_workbench': [
    'app/_ui',
    'lib/asl',
    'lib/exercises',
    'lib/fixes',
    'lib/graph',
    'lib/handlers',
    'lib/histories',
    'lib/language',
    'lib/sandbox',
    'lib/studio',
  ],
  'app/_server': ['lib/auth', 'lib/db'],
  'app/_ui': [],
  'lib/cohorts': ['lib/auth', 'lib/curriculum', 'lib/db', 'lib/exercises', 'lib/progress'],
  'lib/exports': [],
  'lib/playground': ['lib/auth', 'lib/curriculum', 'lib/db', 'lib/exercises', 'lib/progress'],
  'lib/progress': ['lib/auth', 'lib/curriculum', 'lib/db', 'lib/exercises', 'lib/quiz'],
  'lib/auth': ['lib/db'],
  'lib/runners': [
    'lib/asl',
    'lib/auth',
    'lib/curriculum',
    'lib/db',
    'lib/exercises',
    'lib/handlers',
    'lib/histories',
    'lib/sandbox',
  ],
  'lib/sandbox-store': [
    'lib/asl',
    'lib/auth',
    'lib/aws-api',
    'lib/db',
    'lib/handlers',
    'lib/runners',
    'lib/sandbox',
    'lib/services',
  ],
  'lib/db': [],
  'lib/curriculum': ['lib/asl', 'lib/exercises', 'lib/handlers', 'lib/quiz'],
  'lib/quiz': ['lib/exercises'],
  'lib/exercises': ['lib/asl', 'lib/handlers', 'lib/sandbox', 'lib/services'],
  'lib/aws-api': ['lib/asl', 'lib/sandbox', 'lib/services'],
  'lib/sandbox': ['lib/asl', 'lib/handlers', 'lib/services'],
  'lib/services': ['lib/asl', 'lib/handlers'],
  'lib/handlers': [],
  'lib/studio': ['lib/asl', 'lib/graph', 'lib/language', 'lib/services'],
  'lib/graph': ['lib/asl'],
  'lib/histories': ['lib/asl'],
  'lib/fixes': ['lib/asl', 'lib/language', 'lib/studio'],
  'lib/language': ['lib/asl', 'lib/services'],
  'lib/asl': [],
}

/** The files of a folder of `lib` that others import from; `server` is not for browsers. */
const DOORS = ['index', 'server', 'schemas', 'check']

/** Same input, same output, in browser and server: no clock, no chance, no world. */
const DETERMINISTIC = [
  'asl',
  'exercises',
  'fixes',
  'graph',
  'histories',
  'language',
  'quiz',
  'sandbox',
  'services',
  'studio',
].map((name) => `lib/${name}`)
const WORLDLY = new Set([
  'clearInterval',
  'clearTimeout',
  'crypto',
  'document',
  'fetch',
  'localStorage',
  'performance',
  'process',
  'requestAnimationFrame',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'window',
])

const files = trackedFiles().filter((file) => /^(app|lib)\/.*\.(ts|tsx|mjs)$/.test(file))
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))

interface Import {
  file: string
  /** Path from the root without ending, such as `lib/asl/index`, or a package's name as written. */
  target: string
  isOurs: boolean
}

const imports = files.flatMap(importsOf)

test('imports follow the arrows of the layout', () => {
  const wrong = imports.filter(({ file, target, isOurs }) => isOurs && !isAllowed(file, target))
  expect(wrong.map(({ file, target }) => `${file} must not import ${target}`)).toEqual([])
})

test('outsiders use a folder of lib by its door', () => {
  const inner = imports.filter(({ file, target, isOurs }) => {
    const folder = folderOf(target)
    if (!isOurs || !folder.startsWith('lib/') || folder === folderOf(file)) return false
    const within = target.slice(folder.length + 1)
    return within !== '' && !DOORS.includes(within)
  })
  expect(inner.map(({ file, target }) => `${file} reaches past the door to ${target}`)).toEqual([])
})

test('what runs in browsers does not import a server’s door', () => {
  const anywhere = [
    'asl',
    'aws-api',
    'exercises',
    'fixes',
    'graph',
    'handlers',
    'histories',
    'language',
    'quiz',
    'sandbox',
    'services',
    'studio',
  ]
  const wrong = imports.filter(
    ({ file, target }) =>
      anywhere.some((name) => file.startsWith(`lib/${name}/`)) && target.endsWith('/server'),
  )
  expect(wrong.map(({ file, target }) => `${file} must not import ${target}`)).toEqual([])
})

test('lib knows neither React nor Next', () => {
  const wrong = imports.filter(
    ({ file, target, isOurs }) =>
      file.startsWith('lib/') && !isOurs && /^(react|next|radix-ui|lucide-react)(-|\/|$)/.test(target),
  )
  expect(wrong.map(({ file, target }) => `${file} must not import ${target}`)).toEqual([])
})

test('every folder of lib and every folder of app with an underscore has its arrows', () => {
  const folders = new Set(
    files.map(folderOf).filter((folder) => folder.includes('/') && !TOP.includes(folder)),
  )
  expect([...folders].filter((folder) => !(folder in ARROWS))).toEqual([])
})

test('of the deterministic folders none imports a module of Node', () => {
  const wrong = imports.filter(
    ({ file, target, isOurs }) =>
      DETERMINISTIC.includes(folderOf(file)) && !isOurs && target.startsWith('node:'),
  )
  expect(wrong.map(({ file, target }) => `${file} must not import ${target}`)).toEqual([])
})

describe('a scan for clocks, chance and the world', () => {
  test.each([
    ['Date.now()', 'Date.now'],
    ['new Date()', 'new Date()'],
    ['Date()', 'Date()'],
    ['Math.random()', 'Math.random'],
    ['const later = setTimeout', 'setTimeout'],
    ['globalThis.performance.now()', 'globalThis'],
    ['process.env.HOME', 'process'],
  ])('finds %s', (source, found) => {
    expect(worldlyUses('example.ts', source)).toEqual([`example.ts:1 uses ${found}`])
  })

  test.each([
    'new Date(0)',
    'item.process()',
    'const state = { process: 1 }',
    'Math.max(1)',
    '// Date.now()',
    'Date.UTC(1)',
  ])('lets %s be', (source) => {
    expect(worldlyUses('example.ts', source)).toEqual([])
  })

  test('finds none in the deterministic folders', () => {
    const scanned = files.filter((file) => DETERMINISTIC.includes(folderOf(file)))
    expect(scanned.length).toBeGreaterThan(50)
    expect(scanned.flatMap((file) => worldlyUses(file, sources.get(file) ?? ''))).toEqual([])
  })
})

function isAllowed(file: string, target: string): boolean {
  const from = folderOf(file)
  const to = folderOf(target)
  if (from === to || TOP.includes(to)) return true
  return (ARROWS[from] ?? []).some(
    (allowed) => allowed === to || (allowed === 'lib/*' && to.startsWith('lib/')),
  )
}

/** `lib/asl` of a file within it, `app/_ui` likewise, `app` for all else there. */
function folderOf(file: string): string {
  const [top = '', second = ''] = file.split('/')
  if (top === 'lib') return `lib/${second}`.replace(/\.(ts|mjs)$/, '')
  return second.startsWith('_') ? `app/${second}` : top
}

function importsOf(file: string): Import[] {
  const source = sources.get(file) ?? ''
  return ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => {
    const isOurs = fileName.startsWith('.') || fileName.startsWith('@/')
    const target = fileName.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), fileName)
      : fileName.replace(/^@\//, '')
    return { file, target: target.replace(/\/index$/, ''), isOurs }
  })
}

function worldlyUses(file: string, source: string): string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const report = (node: ts.Node, what: string) => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart())
    found.push(`${file}:${line + 1} uses ${what}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      const name = `${node.expression.text}.${node.name.text}`
      if (name === 'Date.now' || name === 'Math.random') report(node, name)
    }
    if (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && !node.arguments?.length) {
      report(node, 'new Date()')
    }
    if (ts.isCallExpression(node) && isNamed(node.expression, 'Date')) report(node, 'Date()')
    if (ts.isIdentifier(node) && (WORLDLY.has(node.text) || node.text === 'globalThis') && isValue(node)) {
      report(node, node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name
}

/** The identifier stands for a value, rather than for a member's name, a declaration or a type. */
function isValue({ parent, ...node }: ts.Identifier): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.expression.pos === node.pos
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.initializer?.pos === node.pos
  const isMember =
    ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent)
  if (isMember) return parent.name.pos !== node.pos
  return !ts.isMethodDeclaration(parent) && !ts.isMethodSignature(parent) && !ts.isFunctionDeclaration(parent)
}
