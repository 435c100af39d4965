/** Freezes a tree of plain objects and arrays. */
export function freeze<Tree>(tree: Tree): Tree {
  if (typeof tree !== 'object' || tree === null || Object.isFrozen(tree)) return tree
  Object.freeze(tree)
  for (const branch of Object.values(tree)) freeze(branch)
  return tree
}
