/** Id of the cohort that every person belongs to from the beginning. A migration makes it. */
export const EVERYONE = 'everyone'
