/**
 * Stored with every run, verdict and snapshot. Raised when the same definition and signals may lead to another
 * history or a snapshot has another shape.
 */
export const INTERPRETER_VERSION = '1.0.0'
