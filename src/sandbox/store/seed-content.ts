import { magentoDate } from '../dates.js';
import type { JsonObject } from '../json.js';
import { nextId, type World } from './world.js';

const installed = magentoDate(Date.UTC(2026, 3, 1, 8));

/** The pages every new store has, and a block for the shop. */
export function seedContent(world: World): void {
  page(world, 'no-route', '404 Not Found', '2columns-right', 'Whoops, our bad...');
  page(world, 'home', 'Home page', '1column', 'Home Page');
  page(world, 'enable-cookies', 'Enable Cookies', '1column', 'What are Cookies?');
  page(world, 'privacy-policy-cookie-restriction-mode', 'Privacy Policy', '1column', 'Privacy');
  if (world.settings.profile === 'lab') return;
  const block = nextId(world, 'cmsBlock');
  world.cmsBlocks.set(block, {
    id: block,
    identifier: 'footer_links',
    title: 'Footer Links',
    content: '<ul><li><a href="/about-us">About us</a></li></ul>',
    ...made,
  });
}

const made: JsonObject = { creation_time: installed, update_time: installed, active: true };

function page(
  world: World,
  identifier: string,
  title: string,
  layout: string,
  heading: string,
): void {
  const id = nextId(world, 'cmsPage');
  world.cmsPages.set(id, {
    id,
    identifier,
    title,
    page_layout: layout,
    content_heading: heading,
    content: `<p>${title}</p>`,
    ...made,
    sort_order: '0',
  });
}
