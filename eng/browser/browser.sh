# What tests in a browser need: Debian's Chromium, or one of your own that ST_CHROMIUM names, and the packages that drive it.

chromium=${ST_CHROMIUM:-/usr/bin/chromium}
install_chromium='apt-get install --no-install-recommends chromium'

make_chromium() {
  [ ! -x "$chromium" ] || return 0
  if [ -n "${ST_CHROMIUM:-}" ]; then
    echo "ST_CHROMIUM names '$ST_CHROMIUM', which is not a program"
    return 1
  fi
  local root_rights=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || {
      echo "The browser tests need Chromium, this machine has none at $chromium, and installing it needs root or sudo without a password"
      return 1
    }
    root_rights=(sudo -n)
  fi
  local apt=("${root_rights[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -y)
  # A machine that has never asked knows no packages.
  "${apt[@]}" install --no-install-recommends chromium || { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends chromium; }
}

make_browser() { (cd tests/Browser && npm ci --ignore-scripts --no-audit --no-fund); }
