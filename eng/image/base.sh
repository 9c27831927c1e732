# The base of the image: the libraries that .NET and the native libraries need, from the machine's Debian or Ubuntu archive, and the machine's .NET runtime.
# As in Microsoft's own image there is the user `app`, 1654; unlike there no shell and no package manager. Sourced by eng/image/assemble; expects $cache.

image_user=1654
# No ICU: globalisation is invariant in the whole product. No zlib: .NET has its own.
base_packages=(base-files libc6 libgcc-s1 libstdc++6 ca-certificates tzdata)

make_base() {
  local out=$1 kept deb code
  kept=$cache/image-base-$(. /etc/os-release; echo "$VERSION_CODENAME")-$(sha256sum "${BASH_SOURCE[0]}" | cut -c1-16)-$(dpkg --print-architecture)
  if [ ! -e "$kept/packages" ]; then
    # A subshell with errexit of its own: `if fetch_base` would switch errexit off inside it.
    set +e
    (set -e; fetch_base "$kept")
    code=$?
    set -e
    [ $code -eq 0 ] || { echo "the base could not be fetched from this machine's package archive (${base_packages[*]}); what apt-get says is above" >&2; exit 75; }
  fi
  for deb in "$kept"/*.deb; do dpkg -x "$deb" "$out"; done
  # What belongs to a person at a terminal, or to the machine that it was installed on.
  rm -rf "$out"/usr/share/{man,locale,lintian,bug,info,gdb,dict} "$out"/usr/share/doc/*/{changelog*,NEWS*} "$out"/{boot,home,media,mnt,opt,root,srv,var,run,bin,sbin}
  mkdir -p "$out"/{app,dev,proc,sys,tmp,home/app,root,var/tmp}
  chmod 1777 "$out/tmp" "$out/var/tmp"
  printf '%s\n' 'root:x:0:0:root:/root:/usr/sbin/nologin' "app:x:$image_user:$image_user::/home/app:/usr/sbin/nologin" >"$out/etc/passwd"
  printf '%s\n' 'root:x:0:' "app:x:$image_user:" >"$out/etc/group"
  # As update-ca-certificates would put them.
  mkdir -p "$out/etc/ssl/certs"
  find "$out/usr/share/ca-certificates" -name '*.crt' | LC_ALL=C sort | xargs cat >"$out/etc/ssl/certs/ca-certificates.crt"
  cp "$kept/packages" "$out/usr/share/doc/packages"
}

# Debian's archive is signed: apt checks every package against it.
fetch_base() {
  local kept=$1 work options ssl
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/part-image.XXXXXX")
  trap "rm -rf '$work'" EXIT
  mkdir -p "$work/lists/partial" "$work/archives/partial" "$work/keep"
  options=(-q -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work" -o APT::Sandbox::User=)
  apt-get "${options[@]}" update >&2
  # Newer releases have it under another name.
  ssl=$(apt-cache "${options[@]}" --names-only search '^libssl3(t64)?$' | cut -d' ' -f1 | sort | tail -n 1)
  [ -n "$ssl" ] || { echo "the package archive of this machine has no libssl3, which .NET needs" >&2; return 1; }
  (cd "$work/keep" && apt-get "${options[@]}" download "${base_packages[@]}" "$ssl") >&2
  for deb in "$work"/keep/*.deb; do dpkg-deb -f "$deb" Package Version | awk '{print $2}' | paste -sd' '; done | LC_ALL=C sort >"$work/keep/packages"
  mv -T "$work/keep" "$kept" 2>/dev/null || [ -d "$kept" ]
}

# As the image `aspnet` has it: the launcher, and the two frameworks in the version that this SDK runs on.
make_runtime() {
  local out=$1 home version name
  home=$(dirname "$(readlink -f "$(command -v dotnet)")")
  version=$(dotnet --list-runtimes | awk '$1 == "Microsoft.NETCore.App" && $2 ~ /^10\./ { print $2 }' | sort -V | tail -n 1)
  for name in host/fxr shared/Microsoft.NETCore.App shared/Microsoft.AspNetCore.App; do
    [ -d "$home/$name/$version" ] || { echo "'$home/$name/$version' is missing: this machine's .NET is not whole" >&2; return 1; }
    mkdir -p "$out/usr/share/dotnet/$name"
    cp -rL "$home/$name/$version" "$out/usr/share/dotnet/$name/"
  done
  cp -L "$home/dotnet" "$home/LICENSE.txt" "$home/ThirdPartyNotices.txt" "$out/usr/share/dotnet/"
  chmod -R u=rwX,go=rX "$out/usr/share/dotnet"
  mkdir -p "$out/usr/bin"
  ln -sf ../share/dotnet/dotnet "$out/usr/bin/dotnet"
}
