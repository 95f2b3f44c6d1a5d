/** The longest time-out, wait or interval that AWS takes, a little over three years; and the most tries. */
export const MOST_SECONDS = 99_999_999
