/** Whether a field says otherwise than the page came with: said by a person before a script came, as on a slow network. */
export function changed({ type, checked, defaultChecked, value, defaultValue, options }) {
  if (type === 'checkbox' || type === 'radio') return checked !== defaultChecked
  if (options) return value !== ([...options].find(each => each.defaultSelected) ?? options[0])?.value
  return type !== 'file' && defaultValue !== undefined && value !== defaultValue
}
