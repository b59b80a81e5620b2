// @ts-check

/**
 * Gives somebody's round the colour that they have everywhere: the same rule as in templates/macros/avatar.html.
 * @param {Element | null} round
 * @param {string} person their public id, a hexadecimal number
 */
export function tint(round, person) {
  round?.setAttribute("data-tint", String((Number.parseInt(person.slice(-1), 16) || 0) % 4));
}
