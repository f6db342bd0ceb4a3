/** The maximum length of a hint, characters. */
export const LONGEST_HINT = 300;
/** The header with the correct form of the request. */
export const HINT = 'X-Engage-Export-Hint';
