import { readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { trackedFiles } from './support/tracked-files'

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
const packageFile: {
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
} = json('package.json')
const lock: {
  packages: Record<
    string,
    { version?: string; resolved?: string; optionalDependencies?: Record<string, string> }
  >
} = json('package-lock.json')

test('the lock file names no address, so that npm ci asks the registry of whoever runs it', () => {
  expect(Object.entries(lock.packages).filter(([, { resolved }]) => resolved)).toEqual([])
})

test('the lock file has the packages of every system, so that npm ci works on all', () => {
  const missing = Object.entries(lock.packages).flatMap(([name, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter(
        (wanted) =>
          !lock.packages[`node_modules/${wanted}`] && !lock.packages[`${name}/node_modules/${wanted}`],
      )
      .map((wanted) => `${name} wants ${wanted}`),
  )
  expect(missing).toEqual([])
})

test('packages are pinned', () => {
  const all = Object.entries({ ...packageFile.dependencies, ...packageFile.devDependencies })
  // `npm:` before it: a package under another name.
  expect(all.filter(([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+/.test(version))).toEqual([])
})

describe('Prisma', () => {
  const { version } = json('node_modules/prisma/package.json')

  test.each(['@prisma/client', '@prisma/adapter-pg', '@prisma/driver-adapter-utils'])(
    '%s has its version',
    (name) => {
      expect(json(`node_modules/${name}/package.json`).version).toBe(version)
    },
  )

  test('the WebAssembly schema engine is the one it asks for', () => {
    const wanted = json('node_modules/@prisma/engines-version/package.json').version
    expect(json('node_modules/@prisma/schema-engine-wasm/package.json').version).toBe(wanted)
  })
})

test('no file names a package registry or a folder of somebody’s machine', () => {
  // Put together from pieces, or this file would name them.
  const folders = ['root', 'home', 'tmp', 'opt', 'srv', 'work', 'Users'].join('|')
  const pattern = new RegExp(`registry\\.npm|(?<![\\w.$}*~:-])/(?:${folders})/[a-z]`)
  const texts = trackedFiles().filter((file) =>
    /\.(ts|tsx|mjs|js|json|ya?ml|mdx?|css|prisma|sql)$|file$/i.test(file),
  )
  const found = texts.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file}:${index + 1} ${line.trim().slice(0, 100)}`] : [],
      ),
  )
  expect(found).toEqual([])
})

test('what is run as a program may be run', () => {
  const programs = ['.ci/run', 'scripts/schema-engine.mjs']
  expect(programs.filter((file) => !(statSync(file).mode & 0o111))).toEqual([])
})

test('every script of package.json runs a file that exists', () => {
  const files = Object.values(packageFile.scripts).flatMap(
    (script) => script.match(/\S+\.(?:ts|mjs)\b/g) ?? [],
  )
  const known = new Set(trackedFiles())
  expect(files.filter((file) => !known.has(file))).toEqual([])
})
