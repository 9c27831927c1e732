# XGBoost and a BLAS: the system's own when it has them, else Debian's packages unpacked into the user's cache (no root needed).

debian_packages=(libxgboost0 libdmlc0 libopenblas0-pthread libgfortran5 libquadmath0)

make_xgboost() {
  if [ -n "${ST_XGBOOST:-}" ]; then given_library xgboost "$ST_XGBOOST" ST_XGBOOST; return; fi
  if system_library xgboost libxgboost.so.0 libxgboost.so; then return; fi
  unpack_debian
  copy_kept libxgboost.so.0 libdmlc.so.0
  record xgboost libxgboost.so.0 "$(kept_version libxgboost0)" debian "libxgboost0 $(kept_package_version libxgboost0)" libdmlc.so.0
}

make_blas() {
  if [ -n "${ST_BLAS:-}" ]; then given_library blas "$ST_BLAS" ST_BLAS; return; fi
  if system_library blas libopenblas.so.0 libopenblas.so; then return; fi
  unpack_debian
  copy_kept libopenblas.so.0 libgfortran.so.5 libquadmath.so.0
  record blas libopenblas.so.0 "$(kept_version libopenblas0-pthread)" debian "libopenblas0-pthread $(kept_package_version libopenblas0-pthread)" libquadmath.so.0 libgfortran.so.5
}

# system_library NAME SONAME... : records the first that the loader knows.
system_library() {
  local name=$1 soname path
  shift
  for soname in "$@"; do
    path=$(ldconfig -p 2>/dev/null | sed -n "s|^\s*$soname (.*x86-64.*) => ||p" | head -n 1)
    [ -n "$path" ] || continue
    record "$name" "$path" "$(dpkg-query -W -f '${Version}' "$(dpkg -S "$(readlink -f "$path")" 2>/dev/null | cut -d: -f1)" 2>/dev/null || echo unknown)" system "$soname"
    return 0
  done
  return 1
}

# Debian's archive is signed: apt checks every package against it before a byte is unpacked.
unpack_debian() {
  [ -e "$debian_kept/packages" ] && return 0
  command -v apt-get >/dev/null && command -v dpkg >/dev/null || {
    echo "XGBoost and a BLAS are taken from Debian's packages, and this system has no apt-get. Install both libraries and name them: ST_XGBOOST=/path/libxgboost.so ST_BLAS=/path/libopenblas.so"
    return 1
  }
  local work options
  work=$(mktemp -d "$cache/part-debian.XXXXXX")
  trap "rm -rf '$work'" EXIT
  mkdir -p "$work/lists/partial" "$work/archives/partial" "$work/deb" "$work/root" "$work/keep"
  # Lists of our own: the system's may be absent or old, and refreshing those needs root.
  options=(-o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work" -o APT::Sandbox::User=)
  apt-get "${options[@]}" update
  (cd "$work/deb" && apt-get "${options[@]}" download "${debian_packages[@]}")
  local deb
  for deb in "$work"/deb/*.deb; do
    dpkg -x "$deb" "$work/root"
    dpkg-deb -f "$deb" Package Version | awk '{print $2}' | paste -sd' ' >>"$work/keep/packages"
  done
  local soname file
  for soname in libxgboost.so.0 libdmlc.so.0 libopenblas.so.0 libgfortran.so.5 libquadmath.so.0; do
    file=$(find "$work/root" -name "$soname" | head -n 1)
    [ -n "$file" ] || { echo "no $soname in ${debian_packages[*]}"; return 1; }
    cp -L "$file" "$work/keep/$soname"
  done
  keep "$work/keep" "$debian_kept"
  rm -rf "$work"
  trap - EXIT
}

copy_kept() { local soname; for soname in "$@"; do cp "$debian_kept/$soname" "$root/.native/"; done; }
kept_package_version() { awk -v p="$1" '$1 == p { print $2 }' "$debian_kept/packages"; }
kept_version() { kept_package_version "$1" | sed 's/[+-].*//'; }
