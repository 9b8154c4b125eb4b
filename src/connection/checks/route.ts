import { type ConnectionFacts, failed, ok, type Verdict, warning } from '../facts.js';
import { isCurrency, isMagentoFault, isUnknownScope } from '../open-answer.js';
import { aboutPage } from './page.js';

/** Whether it is Magento's REST API that answers. */
export function checkRoute({ open, unscoped }: ConnectionFacts): Verdict {
  if (open.failure)
    return failed(`The answer is unusable. ${open.failure.said}`, open.failure.hint);
  const { answer } = unscoped?.answer ? unscoped : open;
  if (isCurrency(answer)) return ok('Magento’s REST API answers.');
  if (!isMagentoFault(answer)) return aboutPage(answer);
  if (isUnknownScope(answer)) {
    return failed(
      'Magento answers, but the address does not lead to its REST API.',
      'Configure the address of the shop without further path.',
    );
  }
  if (answer.status === 429) {
    return warning(
      'Magento’s REST API answers, but asks for fewer requests.',
      'Try again in a minute.',
    );
  }
  if (answer.status >= 500) {
    return failed(
      `Magento’s REST API answers, but fails [${answer.status}].`,
      'The shop’s logs have the cause; a deployment may be under way.',
    );
  }
  return ok('Magento’s REST API answers.');
}
