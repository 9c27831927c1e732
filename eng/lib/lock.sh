# One set-up at a time in a clone. The lock is the kernel's: it is free again when its holder is gone, however it went.
# The descriptor is closed for the one child that could outlive the set-up (see build in setup).

lock_clone() {
  mkdir -p "$state"
  exec 9>>"$state/lock"
  if ! flock -n 9; then
    say "Another set-up works in this clone (process $(cat "$state/lock.pid" 2>/dev/null || echo unknown)); waiting for it..."
    flock 9
  fi
  printf '%s' "$$" >"$state/lock.pid"
}
