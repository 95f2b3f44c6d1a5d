/**
 * A handler of an exercise as Lambda takes it from a template. What stands inline there becomes `index.js`, which Node
 * reads as CommonJS (CloudFormation, "AWS::Lambda::Function Code", read 2026-11), and handlers are ES modules: their
 * exports are declared as before, and handed over at the end. The declarations stay where they are, so lines in a stack
 * trace are those of the file.
 *
 * Handles what handlers of exercises are: exported declarations, no imports. `tests/runners` proves it for all of them.
 *
 * @throws for a module that imports, or that exports in another way
 */
export function commonJs(source: string): string {
  if (/^\s*(import\b|export\s*[{*]|export\s+default\b)/m.test(source)) {
    throw new Error('A handler for AWS may only export declarations, and import nothing.')
  }
  const names: string[] = []
  const declared = source.replace(
    /^export\s+((?:async\s+)?function\s*\*?|const|let|var|class)\s+([A-Za-z_$][\w$]*)/gm,
    (_, declaration: string, name: string) => {
      names.push(name)
      return `${declaration} ${name}`
    },
  )
  return `${declared.trimEnd()}\n${names.map((name) => `exports.${name} = ${name}\n`).join('')}`
}
