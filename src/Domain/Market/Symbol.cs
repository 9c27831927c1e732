namespace ServerlessTraining.Domain.Market;

/// <summary>A market's name in its one spelling: upper case without separators. `BTC/USDT`, `btc-usdt` and `BTC_USDT` are all `BTCUSDT`.</summary>
public readonly record struct Symbol
{
    public const int MaxLength = 24;
    private readonly string? name;

    private Symbol(string name) => this.name = name;

    public string Name => name ?? throw new InvalidOperationException("This symbol was never set.");

    public static Symbol Parse(string text) => TryParse(text, out Symbol symbol)
        ? symbol
        : throw new ServerlessTrainingException(
            $"'{text}' is not a symbol. Allowed are 1 to {MaxLength} letters A-Z and digits, with '/', '-' or '_' between the parts, as in BTCUSDT, BTC/USDT or btc-usdt.");

    public static bool TryParse(string? text, out Symbol symbol)
    {
        symbol = default;
        if (string.IsNullOrWhiteSpace(text)) return false;
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        if (IsSeparator(trimmed[0]) || IsSeparator(trimmed[^1])) return false;
        Span<char> letters = stackalloc char[MaxLength];
        int length = 0;
        foreach (char c in trimmed)
        {
            if (IsSeparator(c)) continue;
            if (!char.IsAsciiLetterOrDigit(c) || length == MaxLength) return false;
            letters[length++] = char.ToUpperInvariant(c);
        }

        symbol = new Symbol(letters[..length].ToString());
        return true;
    }

    public override string ToString() => name ?? "";

    private static bool IsSeparator(char c) => c is '/' or '-' or '_';
}
