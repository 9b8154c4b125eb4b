/** The format of an answer: `json`, `xml`, or undefined when Magento has none the caller takes. */
export function answerFormat(accept: string | undefined): 'json' | 'xml' | undefined {
  if (accept === undefined || accept.trim() === '') return 'json';
  const ranges = accept
    .split(',')
    .map((part, place) => {
      const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const q = parameters.find((parameter) => parameter.startsWith('q='));
      return { type: type.toLowerCase(), q: q === undefined ? 1 : Number(q.slice(2)), place };
    })
    .sort((a, b) => b.q - a.q || a.place - b.place);
  for (const { type } of ranges) {
    if (type === '*/*' || type === 'application/json' || !type.includes('/')) return 'json';
    if (['application/xml', 'text/xml', 'application/xhtml+xml'].includes(type)) return 'xml';
  }
  return undefined;
}
