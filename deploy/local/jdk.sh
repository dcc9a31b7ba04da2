# shellcheck shell=bash
# Sourced by run and test: finds the newest suitable JDK, and Maven. Sets JAVA_HOME and MVN, or ends with a sentence.

OLDEST_JDK=21
OLDEST_MVN=3.8.6

# The major version of the JDK in this folder; nothing where there is none.
jdk_version() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
    "$1/bin/java" -version 2>&1 | sed -n 's/^[^"]*version "\([0-9]*\).*/\1/p' | head -n 1
}

jdk_candidates() {
    [ -n "${JAVA_HOME:-}" ] && echo "$JAVA_HOME"
    if command -v javac >/dev/null 2>&1; then
        local javac
        javac=$(command -v javac)
        # macOS has no readlink -f before 12.3; there javac is a stub anyway and java_home below is what counts.
        javac=$(readlink -f "$javac" 2>/dev/null || echo "$javac")
        dirname "$(dirname "$javac")"
    fi
    if [ -x /usr/libexec/java_home ]; then
        /usr/libexec/java_home -V 2>&1 | sed -n 's|^ .* \(/.*\)$|\1|p'
    fi
    local folder
    for folder in /usr/lib/jvm/* /usr/java/* /opt/* /opt/*/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -x "$folder/bin/javac" ] && echo "$folder"
    done
    return 0
}

# JAVA_HOME wins where it is new enough; otherwise the newest that can be found.
find_jdk() {
    local newest=0 best="" version folder
    if [ -n "${JAVA_HOME:-}" ]; then
        version=$(jdk_version "$JAVA_HOME")
        [ "${version:-0}" -ge "$OLDEST_JDK" ] && export JAVA_HOME && return 0
    fi
    while IFS= read -r folder; do
        version=$(jdk_version "$folder")
        if [ "${version:-0}" -gt "$newest" ]; then
            newest=$version
            best=$folder
        fi
    done < <(jdk_candidates)
    if [ "$newest" -lt "$OLDEST_JDK" ]; then
        echo "No JDK $OLDEST_JDK or newer found (25 is best). Install one, or set JAVA_HOME to where it is." >&2
        return 1
    fi
    export JAVA_HOME=$best
}

# Whether the dotted version $1 is at least $2.
at_least() {
    local i h w
    local -a have want
    IFS=. read -ra have <<<"$1"
    IFS=. read -ra want <<<"$2"
    for i in 0 1 2; do
        h=${have[i]:-0}
        w=${want[i]:-0}
        h=${h%%[!0-9]*}
        [ "${h:-0}" -gt "$w" ] && return 0
        [ "${h:-0}" -lt "$w" ] && return 1
    done
    return 0
}

find_mvn() {
    local candidate version
    for candidate in "${MAVEN_HOME:-/nowhere}/bin/mvn" mvn /opt/*/bin/mvn "$HOME"/.sdkman/candidates/maven/current/bin/mvn; do
        candidate=$(command -v "$candidate" 2>/dev/null) || continue
        version=$("$candidate" -version 2>/dev/null | sed -n 's/^[^A]*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1)
        if [ -n "$version" ] && at_least "$version" "$OLDEST_MVN"; then
            export MVN=$candidate
            return 0
        fi
    done
    echo "No Maven $OLDEST_MVN or newer found. Install it (Debian: apt-get install maven), or set MAVEN_HOME." >&2
    return 1
}
