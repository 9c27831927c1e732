# The web page: its packages by lock file, types checked, bundled into src/Dashboard/dist.

make_dashboard() {
  cd src/Dashboard
  # npm writes this file last: packages that are younger than what asks for them are whole.
  local whole=node_modules/.package-lock.json
  [ $whole -nt package-lock.json ] && [ $whole -nt package.json ] || npm ci --ignore-scripts --no-audit --no-fund
  npm run build
}

dashboard_key() { git ls-files -z -co --exclude-standard -- src/Dashboard | xargs -0 sha256sum 2>/dev/null | sha256sum | cut -c1-16; }
