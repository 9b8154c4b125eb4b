import type { Route } from '../installed/route.js';

/** Classes behind the interfaces, where they are not simply the interface's name in `Model`. */
const classes: Readonly<Record<string, string>> = {
  'customer/AddressRepositoryInterface': 'Customer\\Model\\ResourceModel\\AddressRepository',
  'customer/CustomerRepositoryInterface': 'Customer\\Model\\ResourceModel\\CustomerRepository',
  'customer/GroupRepositoryInterface': 'Customer\\Model\\ResourceModel\\GroupRepository',
};

/** Name of a route's messages: `async.magento.catalog.api.productrepositoryinterface.save.post`. */
export function topicOf(route: Route): string {
  const { module, name, method } = serviceOf(route);
  const verb = route.key.slice(0, route.key.indexOf(' '));
  return `async.magento.${module.replaceAll('-', '')}.api.${name}.${method}.${verb}`.toLowerCase();
}

/** `Service execution success …`, with the class Magento's compiler makes. */
export function successOf(route: Route): string {
  const { module, name, method } = serviceOf(route);
  const owner = pascal(module).replace(/Api$/, '');
  const model = `${owner}\\Model\\${name.replace(/Interface$/, '')}`;
  const own = classes[`${module}/${name}`] ?? model;
  return `Service execution success Magento\\${own}\\Interceptor::${method}`;
}

function serviceOf({ service = '' }: Route): { module: string; name: string; method: string } {
  const [, module = '', name = '', method = ''] = /^([^/]*)\/(.*)::(.*)$/.exec(service) ?? [];
  return { module, name, method };
}

function pascal(module: string): string {
  return module.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}
