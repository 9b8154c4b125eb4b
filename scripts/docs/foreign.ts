import { type Reflection, ReflectionKind } from 'typedoc';

const describes = ({ comment }: Reflection): boolean =>
  comment?.summary[0]?.text.startsWith('The part of ') === true;

/**
 * Whether this is a method of somebody else's library. An interface whose comment starts with "The part of"
 * says what is used of it; what its methods do is for that library to say.
 */
export function isForeign(reflection: Reflection): boolean {
  if (!reflection.kindOf(ReflectionKind.CallSignature) || reflection.comment) return false;
  if (!reflection.parent?.kindOf(ReflectionKind.Method)) return false;
  for (let at: Reflection | undefined = reflection.parent; at; at = at.parent)
    if (describes(at)) return true;
  return false;
}
