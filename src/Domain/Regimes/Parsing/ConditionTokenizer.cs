namespace ServerlessTraining.Domain.Regimes.Parsing;

/// <summary>Cuts a condition's text into tokens. It accepts any text: what belongs nowhere becomes an unknown token, which the parser reports.</summary>
internal sealed class ConditionTokenizer(string text)
{
    private int position;

    public ConditionToken Next()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position])) position++;
        if (position == text.Length) return new ConditionToken(ConditionTokenKind.End, position, "");
        int start = position;
        ConditionTokenKind kind = Read();
        return new ConditionToken(kind, start, text[start..position]);
    }

    private ConditionTokenKind Read()
    {
        char first = text[position];
        if (StartsNumber(position)) return ReadNumber();
        if (first is '>' or '<' or '=' or '!') return ReadOperator();
        if (char.IsLetter(first))
        {
            while (char.IsLetter(At(position)) || At(position) == '_') position++;
            return ConditionTokenKind.Word;
        }

        position += char.IsSurrogatePair(first, At(position + 1)) ? 2 : 1;
        return first == '%' ? ConditionTokenKind.Percent : ConditionTokenKind.Unknown;
    }

    private ConditionTokenKind ReadOperator()
    {
        int start = position;
        while (At(position) is '>' or '<' or '=' or '!') position++;
        return text[start..position] is ">" or ">=" or "<" or "<=" ? ConditionTokenKind.Operator : ConditionTokenKind.Unknown;
    }

    private ConditionTokenKind ReadNumber()
    {
        if (At(position) is '+' or '-') position++;
        SkipDigits();
        if (At(position) == '.' && char.IsAsciiDigit(At(position + 1)))
        {
            position++;
            SkipDigits();
        }

        int digits = At(position + 1) is '+' or '-' ? position + 2 : position + 1;
        if (At(position) is 'e' or 'E' && char.IsAsciiDigit(At(digits)))
        {
            position = digits;
            SkipDigits();
        }

        return ConditionTokenKind.Number;
    }

    private bool StartsNumber(int at) => At(at) switch
    {
        '+' or '-' => char.IsAsciiDigit(At(at + 1)) || (At(at + 1) == '.' && char.IsAsciiDigit(At(at + 2))),
        '.' => char.IsAsciiDigit(At(at + 1)),
        char c => char.IsAsciiDigit(c),
    };

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(At(position))) position++;
    }

    private char At(int at) => at < text.Length ? text[at] : '\0';
}
