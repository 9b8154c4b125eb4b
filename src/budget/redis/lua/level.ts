import { RULES } from '../../level/level-rules.js';

/** `name=number, …`; JavaScript writes a number so that Lua reads the same one. */
const rules: string = Object.entries(RULES)
  .map(([name, value]) => `${name} = ${value}`)
  .join(', ');

/**
 * The rules of {@link reduceLevel} in Lua, for the state of processes that share a level: the same steps in
 * the same order, so that both come to the same doubles. True is 1 and false is 0 there, and the soft
 * failures are a text `attempt:epoch,attempt:epoch`. `reduce_level(s, event, now, random)` changes `s`.
 */
export const LEVEL_LUA: string = `
local RULES = { ${rules} }

local function first_level(target) return math.min(target, RULES.firstLevel) end

local function initial_level(target, auto_recover, now)
  local level = auto_recover == 1 and first_level(target) or target
  return {
    target = target, autoRecover = auto_recover, level = level, ceiling = level, epoch = 0,
    probing = 0, confirmations = 0, step = 2, successes = 0, probeAt = now,
    probeHoldMs = 0, probeWaitMs = RULES.probeWaitMs, floorPauseMs = RULES.floorPauseMs, pausedUntil = 0,
    attempts = 0, softFailures = '', decreases = 0, probesConfirmed = 0, probesFailed = 0,
    changeAt = now, changeFrom = level, changeTo = level, changeCause = 'start',
  }
end

local function whole_level(s) return math.max(1, math.floor(s.level + 1e-9)) end

local function spread(ms, random) return ms * (1 - RULES.jitter + 2 * RULES.jitter * random) end

local function at_level(s, level, cause, now)
  local from = whole_level(s)
  s.level = level
  local to = whole_level(s)
  if from == to then return end
  s.changeAt, s.changeFrom, s.changeTo, s.changeCause = now, from, to, cause
end

local function pause_until(s, ending) s.pausedUntil = math.max(s.pausedUntil, ending) end

local function back_to_ceiling(s, now, factor)
  local wait = RULES.probeWaitMs
  if s.step <= 1 then wait = math.min(RULES.longestProbeWaitMs, s.probeWaitMs * 2) end
  at_level(s, s.ceiling, 'probe-failed', now)
  s.probing, s.step, s.probeWaitMs, s.probeAt = 0, 1, wait, now + wait * factor
  s.probesFailed = s.probesFailed + 1
end

local function decrease(s, cause, now, factor)
  s.epoch, s.softFailures = s.epoch + 1, ''
  if s.probing == 1 then return back_to_ceiling(s, now, factor) end
  local level = whole_level(s)
  s.step, s.probeWaitMs = 1, RULES.probeWaitMs
  if level == 1 then
    s.level, s.ceiling, s.probeAt = 1, 1, now
    if cause == 'soft-overload' then return end
    s.step = 2
    pause_until(s, now + s.floorPauseMs * factor)
    s.floorPauseMs = math.min(RULES.longestFloorPauseMs, s.floorPauseMs * 2)
    return
  end
  at_level(s, math.max(1, math.floor(level * RULES.decrease)), cause, now)
  s.ceiling, s.probeAt = level - 1, now + RULES.probeWaitMs
  s.decreases = s.decreases + 1
end

local function add_soft_failure(s, epoch)
  local failures = {}
  for attempt, of in string.gmatch(s.softFailures, '(%d+):(-?%d+)') do
    if tonumber(attempt) > s.attempts - RULES.softWindow then
      table.insert(failures, { attempt, tonumber(of) })
    end
  end
  table.insert(failures, { string.format('%.0f', s.attempts), epoch })
  while #failures > RULES.softInWindow do table.remove(failures, 1) end
  local texts, in_epoch = {}, 0
  for _, failure in ipairs(failures) do
    if failure[2] == s.epoch then in_epoch = in_epoch + 1 end
    table.insert(texts, failure[1] .. ':' .. string.format('%.0f', failure[2]))
  end
  s.softFailures = table.concat(texts, ',')
  return in_epoch >= RULES.softInEpoch or #failures >= RULES.softInWindow
end

local function confirmed(s, now)
  s.confirmations = s.confirmations + 1
  if s.confirmations < math.ceil(s.level) or now < s.probeAt then return end
  s.ceiling, s.probing, s.probeWaitMs = s.level, 0, RULES.probeWaitMs
  s.step, s.probeAt = math.min(s.step * 2, s.target), now
  s.probesConfirmed = s.probesConfirmed + 1
end

local function grown(s, now, random)
  local level = math.min(s.ceiling, s.target, s.level + RULES.growth / s.level)
  at_level(s, level, 'recovery', now)
  if level < s.ceiling - 1e-9 then return end
  s.probeAt = math.max(s.probeAt, now + spread(s.probeWaitMs, random))
end

local function probed(s, now)
  if s.level >= s.target or now < s.probeAt then return end
  local successes = s.successes
  if s.step <= 1 then successes = successes + 1 end
  local patient = successes < RULES.probeSuccesses and now < s.probeAt + RULES.probePatienceMs
  if s.step == 1 and patient then
    s.successes = successes
    return
  end
  at_level(s, math.min(s.target, s.ceiling + s.step), 'probe', now)
  s.successes, s.probing, s.confirmations, s.epoch = 0, 1, 0, s.epoch + 1
  s.probeAt = now + s.probeHoldMs
end

local function succeeded(s, event, now, random)
  s.floorPauseMs = RULES.floorPauseMs
  if event.held_down or event.in_flight * 2 < s.level then return end
  if s.level >= s.target and s.probing == 0 then return end
  if s.probing == 1 then confirmed(s, now) end
  if s.probing == 1 then return end
  if s.level < s.ceiling - 1e-9 then grown(s, now, random) else probed(s, now) end
end

local function paused_as_asked(s, retry_after, now, random)
  s.probeHoldMs = 0
  if not retry_after then return end
  s.probeHoldMs = math.min(RULES.longestProbeHoldMs, retry_after * RULES.probeHold)
  local later = math.min(RULES.longestReopeningMs, retry_after * RULES.reopening)
  pause_until(s, now + retry_after + later * random)
end

local function attempt_ended(s, event, now, random)
  s.attempts = s.attempts + 1
  if s.autoRecover == 0 or event.kind == 'neutral' then return end
  local current = event.epoch == s.epoch
  if event.kind == 'ok' then
    if current then succeeded(s, event, now, random) end
    return
  end
  if event.kind == 'soft-overload' then
    local too_many = add_soft_failure(s, event.epoch)
    if too_many and current then decrease(s, event.kind, now, spread(1, random)) end
    return
  end
  paused_as_asked(s, event.retry_after, now, random)
  if current then decrease(s, event.kind, now, spread(1, random)) end
end

local function fresh(s, now)
  s.ceiling, s.probing, s.step, s.successes, s.probeAt = s.level, 0, 2, 0, now
end

local function configured(s, event, now)
  local was = { level = s.level, whole = whole_level(s), target = s.target, auto = s.autoRecover }
  local target = event.target or was.target
  s.target, s.autoRecover = target, event.auto_recover or was.auto
  if s.autoRecover == 0 then
    s.pausedUntil = 0
    at_level(s, target, 'configure', now)
    fresh(s, now)
    s.epoch = s.epoch + 1
    return
  end
  if was.auto == 0 then
    at_level(s, math.min(was.level, target), 'configure', now)
    return fresh(s, now)
  end
  local was_held = was.whole == was.target and target > was.target
  local level = math.min(was.level, target)
  if was_held then level = math.max(was.level, first_level(target)) end
  at_level(s, level, 'configure', now)
  if was_held then return fresh(s, now) end
  s.ceiling = math.min(s.ceiling, target)
  if level ~= was.level then s.probing = 0 end
end

local function reduce_level(s, event, now, random)
  if event.kind == 'configure' then return configured(s, event, now) end
  if event.kind ~= 'idle' then return attempt_ended(s, event, now, random) end
  if s.autoRecover == 1 then fresh(s, now) end
end
`;
