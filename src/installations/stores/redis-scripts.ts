// Each script touches one key. An empty text stands for nothing, as clients differ in what they make of
// nil; texts themselves are never empty, for they begin with the name of their form.

/**
 * Compares and swaps a key.
 * ARGV: what must be there, what is to be there, for how many milliseconds (0: always).
 */
export const SWAP_KEY = `
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1])
elseif ARGV[3] == '0' then redis.call('SET', KEYS[1], ARGV[2])
else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1`;

/**
 * A field holds the end of its record in milliseconds since the epoch (0: never), a blank and the text.
 * Fields of a hash have no lifetime of their own before Redis 7.4.
 */
const FIELDS = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function living(field)
  if not field then return '' end
  local ends, text = string.match(field, '^(%d+) (.*)$')
  if not ends then return field end
  if ends ~= '0' and tonumber(ends) <= now then return '' end
  return text
end
`;

/** What is in a field. ARGV: the field. */
export const GET_FIELD: string = `${FIELDS}
return living(redis.call('HGET', KEYS[1], ARGV[1]))`;

/** Compares and swaps a field. ARGV: as for `SWAP_KEY`, then the field. */
export const SWAP_FIELD: string = `${FIELDS}
if living(redis.call('HGET', KEYS[1], ARGV[4])) ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('HDEL', KEYS[1], ARGV[4])
else
  local ends = ARGV[3] == '0' and '0' or string.format('%.0f', now + ARGV[3])
  redis.call('HSET', KEYS[1], ARGV[4], ends .. ' ' .. ARGV[2])
end
return 1`;

/**
 * A page of fields: where the next one starts ('0': nowhere), then for each field its name, with a mark so
 * that it never looks like JSON, and what is in it. ARGV: where to start, about how many.
 */
export const LIST_FIELDS: string = `${FIELDS}
local page = redis.call('HSCAN', KEYS[1], ARGV[1], 'COUNT', ARGV[2])
local found = { page[1] }
for i = 1, #page[2], 2 do
  found[#found + 1] = 'id:' .. page[2][i]
  found[#found + 1] = living(page[2][i + 1])
end
return found`;
