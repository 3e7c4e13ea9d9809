/** Things by a key, in the order in which they come; those without a key are left out. */
export function grouped<Key, T>(all: readonly T[], keyOf: (one: T) => Key | undefined): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
