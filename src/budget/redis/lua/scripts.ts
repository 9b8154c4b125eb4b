import { LEASES_LUA } from './leases.js';
import { LEVEL_LUA } from './level.js';
import { SCOPES_LUA } from './scopes.js';
import { STATE_LUA } from './state.js';

const script = (body: string) => `${LEVEL_LUA}${STATE_LUA}${LEASES_LUA}${SCOPES_LUA}${body}`;

/**
 * Asks for leases, in the order of the ids; what cannot be had now gets a ticket. Safe to repeat, and
 * repeating keeps the place; whether messages reach the process is tried then. Does nothing for a process that does not know the generation yet.
 */
export const ASK: string = script(`
if ARGV[9] == '1' then heard = redis.call('PUBLISH', channel .. process, 'ping') end
if known ~= '' and known ~= s.generation then return finish() end
purge()
pump()
local told = {}
for _, text in ipairs(granted) do told[string.match(text, '^([^/]+)')] = true end
for i = 10, #ARGV do
  local id = ARGV[i]
  if redis.call('ZSCORE', L, id) then
    hold(id, lease_ms)
    if not told[id] then tell_own(id) end
  elseif s.pausedUntil <= now and redis.call('ZCARD', Q) == 0 and fits(cost_of(id)) then
    grant(id, lease_ms)
    tell_own(id)
  else
    if not redis.call('ZSCORE', Q, id) then
      -- It had a ticket, was handed a lease and did not hear of it.
      if ARGV[9] == '1' then heard = 0 end
      s.ticket = s.ticket + 1
      redis.call('ZADD', Q, s.ticket, id)
    end
    redis.call('ZADD', W, now + alive_ms, id)
  end
end
local hint = math.ceil(math.max(0, s.pausedUntil - now))
if hint == 0 then
  local first = redis.call('ZRANGE', L, 0, 0, 'WITHSCORES')
  if first[2] then hint = math.max(1, tonumber(first[2]) - now + 1) end
end
return finish(hint)`);

/** Gives a lease back, reports how the attempt went, and hands over what is free. */
export const SETTLE: string = script(`
local id, kind, scope = ARGV[9], ARGV[10], ARGV[14]
-- The numbers of another generation mean nothing in this one.
local epoch = known == s.generation and tonumber(ARGV[11]) or -1
local in_flight, retry_after = tonumber(ARGV[12]), tonumber(ARGV[13])
if not drop(id) then lost[1] = id end
s.trafficAt = now
local paused = s.pausedUntil
if kind == 'throttled' and scope ~= '' then
  reduce_level(s, { kind = 'neutral', epoch = epoch, in_flight = in_flight }, now, random)
  if s.autoRecover == 1 then throttle_scope(scope, retry_after) end
else
  reduce_level(s, { kind = kind, epoch = epoch, in_flight = in_flight, retry_after = retry_after }, now, random)
  if kind == 'ok' and scope ~= '' then forget_scope(scope) end
end
if s.pausedUntil > paused then s.pauseCause = retry_after and 'Retry-After' or 'throttled' end
purge()
pump()
return finish()`);

/** Gives up leases that nobody needs and tickets. */
export const LEAVE: string = script(`
for i = 9, #ARGV do
  drop(ARGV[i])
  leave_queue(ARGV[i])
end
purge()
pump()
return finish()`);

/**
 * Says that a process lives: all its waiters (as many as the ninth argument says) and all its leases. A
 * lease that is gone is taken again, as its request goes on, and reported.
 */
export const RENEW: string = script(`
purge()
local waiting = tonumber(ARGV[9])
for i = 10, 9 + waiting do
  if redis.call('ZSCORE', Q, ARGV[i]) then redis.call('ZADD', W, now + alive_ms, ARGV[i]) end
end
for i = 10 + waiting, #ARGV do
  if not redis.call('ZSCORE', L, ARGV[i]) then lost[#lost + 1] = ARGV[i] end
  hold(ARGV[i], lease_ms)
end
pump()
return finish()`);

/** Changes the target or the switch, unless they are so already. */
export const CONFIGURE: string = script(`
local target, auto_recover = tonumber(ARGV[9]), tonumber(ARGV[10])
if (target or s.target) ~= s.target or (auto_recover or s.autoRecover) ~= s.autoRecover then
  reduce_level(s, { kind = 'configure', target = target, auto_recover = auto_recover }, now, random)
end
if s.autoRecover == 0 then redis.call('DEL', X) end
purge()
pump()
return finish()`);
