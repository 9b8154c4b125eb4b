/** Pauses of parts of the store, by the rules of {@link createScopes}. */
export const SCOPES_LUA: string = `
local function read_scope(name)
  local text = redis.call('HGET', X, name)
  if not text then return 0, RULES.floorPauseMs end
  local ending, next_pause = string.match(text, '^(%S+) (%S+)$')
  return tonumber(ending), tonumber(next_pause)
end

local function throttle_scope(name, retry_after)
  local ending, next_pause = read_scope(name)
  if not retry_after and ending > now then return end
  local wait = retry_after or spread(next_pause, random)
  if not retry_after then next_pause = math.min(RULES.longestScopePauseMs, next_pause * 2) end
  ending = math.max(ending, now + wait)
  redis.call('HSET', X, name, as_text(ending) .. ' ' .. as_text(next_pause))
end

local function forget_scope(name)
  if read_scope(name) <= now then redis.call('HDEL', X, name) end
end
`;
