/** Fields of the shared state, as they stand in the hash. */
const FIELDS: readonly string[] = [
  ...['target', 'autoRecover', 'level', 'ceiling', 'epoch', 'probing', 'confirmations', 'step'],
  ...['successes', 'probeAt', 'probeHoldMs', 'probeWaitMs', 'floorPauseMs'],
  ...['pausedUntil', 'attempts'],
  ...['decreases', 'probesConfirmed', 'probesFailed', 'changeAt', 'changeFrom', 'changeTo'],
  ...['ticket', 'extra', 'trafficAt'],
];
const TEXTS: readonly string[] = ['softFailures', 'changeCause', 'pauseCause', 'generation'];

const list = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

/**
 * Reads and writes the shared state. `%.17g` gives back every double as it was; Lua's own way to write a
 * number drops the last digits. `read_state(key)` gives nil where there is none.
 */
export const STATE_LUA: string = `
local NUMBERS = { ${list(FIELDS)} }
local TEXTS = { ${list(TEXTS)} }

local function as_text(number) return string.format('%.17g', number) end

local function read_state(key)
  local values = redis.call('HMGET', key, ${list([...FIELDS, ...TEXTS])})
  if not values[#values] then return nil end
  local s, before = {}, {}
  for i, field in ipairs(NUMBERS) do s[field] = tonumber(values[i]) end
  for i, field in ipairs(TEXTS) do s[field] = values[#NUMBERS + i] end
  for field, value in pairs(s) do before[field] = value end
  return s, before
end

local function write_state(key, s, before)
  local changes = {}
  for _, field in ipairs(NUMBERS) do
    if s[field] ~= before[field] then
      changes[#changes + 1] = field
      changes[#changes + 1] = as_text(s[field])
    end
  end
  for _, field in ipairs(TEXTS) do
    if s[field] ~= before[field] then
      changes[#changes + 1] = field
      changes[#changes + 1] = s[field]
    end
  end
  if #changes > 0 then redis.call('HSET', key, unpack(changes)) end
end
`;
