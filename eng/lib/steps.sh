# Steps of the set-up: each has a name, a line for people, a key (what it was made from) and a function that makes it.
# A step whose key is the recorded one is skipped; a failed step says what failed, where its log is, and how to repair it.
# Sourced by eng/setup and ./test; expects $root.

state=$root/.setup
logs=$state/logs
mkdir -p "$logs"

say() { printf '%s\n' "$*"; }

# hash_of FILE... : one hash over the contents and names of the files.
hash_of() { sha256sum -- "$@" | sha256sum | cut -c1-16; }

# step NAME LABEL KEY REPAIR FUNCTION
step() {
  local name=$1 label=$2 key=$3 repair=$4 function=$5 log=$logs/$1.log from=$SECONDS code=0
  if [ "$(cat "$state/$name.key" 2>/dev/null)" = "$key" ]; then return 0; fi
  rm -f "$state/$name.key"
  printf '  %-62s' "$label"
  # A subshell with errexit of its own: `if function` would switch errexit off inside it.
  set +e
  (set -e; "$function") >"$log" 2>&1 </dev/null
  code=$?
  set -e
  if [ $code -ne 0 ]; then
    say "failed after $((SECONDS - from)) s"
    say ""
    say "The step '$name' failed. The end of its log, $(relative "$log"):"
    tail -n 15 "$log" | sed 's/^/    /'
    say ""
    say "Repair: $repair"
    say "Then run the same command again; finished steps are kept."
    exit 1
  fi
  printf '%s' "$key" >"$state/$name.key"
  say "$((SECONDS - from)) s"
}

relative() { printf '%s' "${1#"$root"/}"; }
