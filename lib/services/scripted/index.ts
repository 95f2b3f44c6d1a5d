/** Answers written down in the exercise, for the services that are not simulated. */
export { nextUse, notScripted, scriptedAnswer } from './scripted-answers'
