/**
 * Quick fixes: a diagnostic and the text it is about go in, edits that make it right come out. Each fix is one pure
 * function; what is offered has been tried. May import: `lib/asl`, `lib/language` (facts), `lib/studio` (edits of a
 * text).
 */
export type { Fix } from './fix'
export { fixesFor } from './fixes-for'
