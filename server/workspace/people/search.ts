/** SQL for whom words name, by name, e-mail or company; `pattern` is the parameter that holds the pattern for LIKE. */
export function searchSql(pattern: `?${number}` | '?'): string {
  return `(name LIKE ${pattern} ESCAPE '\\' OR email LIKE ${pattern} ESCAPE '\\' OR (company_connection, company_id) IN
    (SELECT connection, id FROM company WHERE name LIKE ${pattern} ESCAPE '\\'))`;
}
