using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Market;

public sealed class SymbolTests
{
    [Theory]
    [InlineData("BTCUSDT", "BTCUSDT")]
    [InlineData("BTC/USDT", "BTCUSDT")]
    [InlineData("btc-usdt", "BTCUSDT")]
    [InlineData(" btc_usdt ", "BTCUSDT")]
    [InlineData("1INCH/USDT", "1INCHUSDT")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWX", "ABCDEFGHIJKLMNOPQRSTUVWX")]
    public void Parse_AnySpelling_GivesTheOneName(string text, string name)
    {
        Symbol symbol = Symbol.Parse(text);

        Assert.Equal(name, symbol.Name);
        Assert.Equal(name, symbol.ToString());
        Assert.Equal(Symbol.Parse(name), symbol);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("/")]
    [InlineData("/BTC")]
    [InlineData("BTC-")]
    [InlineData("BRK.B")]
    [InlineData("BTC USDT")]
    [InlineData("BTÜ")]
    [InlineData("../../etc")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXY")]
    public void Parse_NotASymbol_SaysWhatIsAllowed(string text)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Symbol.Parse(text));

        Assert.Equal(
            $"'{text}' is not a symbol. Allowed are 1 to 24 letters A-Z and digits, with '/', '-' or '_' between the parts, as in BTCUSDT, BTC/USDT or btc-usdt.",
            error.Message);
        Assert.False(Symbol.TryParse(text, out _));
    }

    [Fact]
    public void Name_NeverSet_IsRefused()
    {
        Assert.Throws<InvalidOperationException>(() => default(Symbol).Name);
        Assert.Equal("", default(Symbol).ToString());
    }
}
