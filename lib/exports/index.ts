/**
 * A definition as the files in which it goes to AWS, and back from them: ASL in JSON and YAML, a SAM template, a CDK
 * stack in TypeScript. Pure. May import: `lib/json`, `lib/result`.
 */
export { cdkStack } from './cdk-stack'
export { type Exported, type Importable, MOST_IMPORT_BYTES, readImport } from './read-import'
export { samTemplate } from './sam-template'
export { type Substitutions, substituted } from './substitutions'
export { yamlOf } from './yaml'
