import { RULES } from '../../level/level-rules.js';

/**
 * What every script of the budget begins with. KEYS: leases (id → end), queue (id → ticket), waiters (id →
 * alive until), state, scopes (name → `until next`). The first arguments are the same for all: see
 * {@link createCalls}. Ids are `<mode><process>:<number>:<cost>`; mode `p` hears messages, `q` asks again.
 */
export const LEASES_LUA: string = `
local L, Q, W, S, X = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local known, lease_ms, alive_ms = ARGV[1], tonumber(ARGV[4]), tonumber(ARGV[5])
local channel, process, random = ARGV[6], ARGV[7], tonumber(ARGV[8])
local TIME = redis.call('TIME')
local now = TIME[1] * 1000 + math.floor(TIME[2] / 1000)
local granted, lost, heard = {}, {}, -1

local function cost_of(id) return tonumber(string.match(id, ':(%d+)$')) end

local s, before = read_state(S)
if not s then
  s, before = initial_level(tonumber(ARGV[2]), tonumber(ARGV[3]), now), {}
  s.ticket, s.extra, s.trafficAt, s.pauseCause = 0, 0, now, ''
  s.generation = 'g' .. TIME[1] .. '-' .. TIME[2]
  for _, id in ipairs(redis.call('ZRANGE', L, 0, -1)) do s.extra = s.extra + cost_of(id) - 1 end
end

local function used() return redis.call('ZCARD', L) + s.extra end

local function fits(cost)
  local in_flight = used()
  return in_flight == 0 or in_flight + cost <= whole_level(s)
end

local function hold(id, ms)
  if redis.call('ZADD', L, now + ms, id) == 1 then s.extra = s.extra + cost_of(id) - 1 end
end

local function drop(id)
  if redis.call('ZREM', L, id) == 0 then return false end
  s.extra = s.extra - cost_of(id) + 1
  return true
end

local function leave_queue(id)
  redis.call('ZREM', Q, id)
  redis.call('ZREM', W, id)
end

local function grant(id, ms)
  if now - s.trafficAt >= ${RULES.idleMs} and used() == 0 then reduce_level(s, { kind = 'idle' }, now, random) end
  s.trafficAt = now
  hold(id, ms)
end

local function open_scopes()
  local texts = {}
  local all = redis.call('HGETALL', X)
  for i = 1, #all, 2 do
    local ending = string.match(all[i + 1], '^(%S+)')
    local left = tonumber(ending) - now
    if left > 0 then texts[#texts + 1] = all[i] .. ':' .. ending .. ':' .. as_text(left) end
  end
  return table.concat(texts, ',')
end

local function news(to, hint)
  local paused = math.max(0, s.pausedUntil - now)
  return table.concat({
    'news', s.generation, string.format('%.0f', TIME[1] * 1000000 + TIME[2]),
    as_text(s.target), as_text(s.autoRecover), as_text(whole_level(s)), as_text(s.ceiling),
    as_text(s.epoch), as_text(s.pausedUntil), as_text(paused), s.pauseCause,
    as_text(used()), redis.call('ZCARD', Q), hint,
    as_text(s.decreases), as_text(s.probesConfirmed), as_text(s.probesFailed),
    as_text(now - s.changeAt), as_text(s.changeFrom), as_text(s.changeTo), s.changeCause,
    open_scopes(), heard, table.concat(lost, ','), table.concat(to, ','),
  }, '|')
end

local function tell_own(id) granted[#granted + 1] = id .. '/' .. used() end

-- Whoever is gone makes room: leases that have ended, and waiters that nobody asks for any more.
local function purge()
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', L, '-inf', now)) do drop(id) end
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', W, '-inf', now)) do leave_queue(id) end
end

-- Hands what is free to the head of the queue. A process that no longer listens is dead: the next one.
local function pump()
  while s.pausedUntil <= now do
    local id = redis.call('ZRANGE', Q, 0, 0)[1]
    if not id or not fits(cost_of(id)) then return end
    leave_queue(id)
    local owner = string.match(id, '^([^:]+)')
    if string.sub(owner, 2) == process then
      grant(id, lease_ms)
      tell_own(id)
    else
      grant(id, math.min(lease_ms, alive_ms))
      local isDeaf = string.sub(owner, 1, 1) == 'q'
      local message = not isDeaf and news({ id .. '/' .. used() }, 0)
      if message and redis.call('PUBLISH', channel .. string.sub(owner, 2), message) == 0 then drop(id) end
    end
  end
end

local function finish(hint)
  write_state(S, s, before)
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, 600000) end
  return news(granted, hint or 0)
end
`;
