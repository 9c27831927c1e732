using System.Text;

namespace ServerlessTraining.Infra.Bicep;

/// <summary>The characters of a file, without white space and comments.</summary>
internal sealed class BicepScanner(string path, string text)
{
    private int position;

    public int Line => 1 + text.AsSpan(0, Math.Min(position, text.Length)).Count('\n');

    public bool IsAtEnd
    {
        get
        {
            SkipLines();
            return position >= text.Length;
        }
    }

    public FormatException Error(string what) => new($"{path}({Line}): {what}, before '{text[position..Math.Min(position + 20, text.Length)].Split('\n')[0]}'");

    /// <summary>Over white space, comments and line ends; whether there was a line end.</summary>
    public bool SkipLines()
    {
        int from = position;
        while (true)
        {
            Skip();
            if (Current != '\n') return text.AsSpan(from, position - from).Contains('\n');
            position++;
        }
    }

    public bool Take(string sign)
    {
        Skip();
        return TakeTight(sign);
    }

    /// <summary>Without white space in front: <c>a (b)</c> is no call.</summary>
    public bool TakeTight(string sign)
    {
        if (string.CompareOrdinal(text, position, sign, 0, sign.Length) != 0) return false;
        position += sign.Length;
        return true;
    }

    /// <summary>An operator, and not the beginning of a longer one.</summary>
    public bool TakeOperator(string sign)
    {
        Skip();
        int after = position + sign.Length;
        char next = after < text.Length ? text[after] : '\0';
        return !(sign is "<" or ">" && next == '=') && TakeTight(sign);
    }

    public bool TakeAcrossLines(string sign)
    {
        int back = position;
        SkipLines();
        if (TakeTight(sign)) return true;
        position = back;
        return false;
    }

    /// <summary>The ! behind a name, which is no part of !=.</summary>
    public bool TakeForgiving()
    {
        if (Current != '!' || (position + 1 < text.Length && text[position + 1] is '=' or '~')) return false;
        position++;
        return true;
    }

    public bool TakeWord(string word)
    {
        int back = position;
        Skip();
        if (TakeTight(word) && !IsWordCharacter(Current)) return true;
        position = back;
        return false;
    }

    public string Word()
    {
        Skip();
        int from = position;
        while (IsWordCharacter(Current)) position++;
        return position > from ? text[from..position] : throw Error("a name is needed");
    }

    public string Digits()
    {
        Skip();
        int from = position;
        while (char.IsAsciiDigit(Current)) position++;
        return text[from..position];
    }

    public void Expect(string sign)
    {
        if (!Take(sign)) throw Error($"'{sign}' is needed");
    }

    public void EndOfLine()
    {
        Skip();
        if (position < text.Length && Current != '\n') throw Error("a line end is needed");
    }

    /// <summary>Up to the end of a text, or to its next hole.</summary>
    public (string Text, bool HasHole) TextPart()
    {
        StringBuilder part = new();
        while (true)
        {
            char one = Current;
            if (one is '\0' or '\n') throw Error("the text does not end");
            position++;
            if (one == '\'') return (part.ToString(), false);
            if (one == '$' && Current == '{')
            {
                position++;
                return (part.ToString(), true);
            }

            part.Append(one == '\\' ? Escaped() : one);
        }
    }

    /// <summary>A text of three quotes, as it stands there.</summary>
    public string RawText()
    {
        int end = text.IndexOf("'''", position, StringComparison.Ordinal);
        if (end < 0) throw Error("the text does not end");
        string raw = text[position..end];
        position = end + 3;
        return raw.StartsWith('\n') ? raw[1..] : raw;
    }

    private static bool IsWordCharacter(char one) => char.IsAsciiLetterOrDigit(one) || one == '_';

    private char Current => position < text.Length ? text[position] : '\0';

    private char Escaped()
    {
        char one = Current;
        position++;
        return one switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '\\' or '\'' or '$' => one,
            _ => throw Error($"'\\{one}' is no escape that is known here"),
        };
    }

    private void Skip()
    {
        while (position < text.Length)
        {
            if (Current is ' ' or '\t' or '\r') position++;
            else if (string.CompareOrdinal(text, position, "//", 0, 2) == 0) position = End("\n", 0);
            else if (string.CompareOrdinal(text, position, "/*", 0, 2) == 0) position = End("*/", 2);
            else return;
        }
    }

    private int End(string sign, int beyond)
    {
        int found = text.IndexOf(sign, position, StringComparison.Ordinal);
        return found < 0 ? text.Length : found + beyond;
    }
}
