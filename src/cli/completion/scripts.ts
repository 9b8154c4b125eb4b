/** What makes a shell ask `magekit __complete` about the words up to the cursor. */
export const SCRIPTS: Readonly<Record<'bash' | 'zsh', string>> = {
  bash: `# magekit completion bash: source <(magekit completion bash)
_magekit() {
  local value about
  COMPREPLY=()
  while IFS=$'\\t' read -r value about; do
    COMPREPLY+=("$value")
  done < <("\${COMP_WORDS[0]}" __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *[.=] ]]; then
    # Bash 3, and whoever calls this without a line to complete, know no such thing.
    compopt -o nospace 2>/dev/null
  fi
}
complete -o default -F _magekit magekit
`,
  zsh: `#compdef magekit
# magekit completion zsh: source <(magekit completion zsh)
_magekit() {
  local -a open closed
  local value about
  while IFS=$'\\t' read -r value about; do
    if [[ $value == *[.=] ]]; then
      open+=("$value")
    else
      closed+=("\${value//:/\\\\:}:$about")
    fi
  done < <("\${words[1]}" __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#open} )) && compadd -S '' -- $open
  (( \${#closed} )) && _describe -V 'magekit' closed
  (( \${#open} + \${#closed} )) || _files
}
compdef _magekit magekit
`,
};
