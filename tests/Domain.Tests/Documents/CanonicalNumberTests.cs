using System.Globalization;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Domain.Tests.Documents;

public sealed class CanonicalNumberTests
{
    /// <summary>RFC 8785, appendix B: the bits of a double and its text.</summary>
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Write_VectorOfTheStandard_GivesItsText(string bits, string text)
    {
        Assert.Equal(text, CanonicalNumber.Write(BitConverter.UInt64BitsToDouble(Convert.ToUInt64(bits, 16))));
        Assert.Equal(text, Canonical(text));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Write_NotFinite_IsRefused(double value) => Assert.Equal(
        $"{value} cannot be written as JSON; only finite numbers can.", Assert.Throws<ServerlessTrainingException>(() => CanonicalNumber.Write(value)).Message);

    [Theory]
    [InlineData("1", "1.0", "1e0", "10e-1", "0.1E+1", "0.01e2")]
    [InlineData("0", "-0", "0.0", "-0.00e5", "0e99999999999999999999")]
    [InlineData("1e-7", "0.0000001", "10.0e-8")]
    [InlineData("120", "1.2e2", "120.000")]
    [InlineData("0.1", "0.1000000000000000055511151231257827")]
    [InlineData("1e+30", "1E30", "1000000000000000000000000000000")]
    public void TryWrite_SpellingsOfOneNumber_AreOne(params string[] spellings) => Assert.All(spellings, spelling => Assert.Equal(spellings[0], Canonical(spelling)));

    [Theory]
    [InlineData("9007199254740993", "is a whole number with more digits than a double can hold (all up to 9007199254740992 can be); write it as a text")]
    [InlineData("9007199254740993.0", "is a whole number with more digits than a double can hold (all up to 9007199254740992 can be); write it as a text")]
    [InlineData("-123456789012345678", "is a whole number with more digits than a double can hold (all up to 9007199254740992 can be); write it as a text")]
    [InlineData("1e309", "is larger than the largest number a double can hold, 1.7976931348623157e+308")]
    [InlineData("1e99999999999999", "is larger than the largest number a double can hold, 1.7976931348623157e+308")]
    [InlineData("-1e-400", "is closer to 0 than the smallest number a double can hold, 5e-324")]
    public void TryWrite_NumberThatADoubleCannotTellFromOthers_IsRefused(string json, string problem)
    {
        Assert.False(CanonicalNumber.TryWrite(json, out _, out string said));
        Assert.Equal(problem, said);
    }

    [Fact]
    public void Write_AnyDouble_ReadsBackToTheSameBits() => Property.Holds(
        random =>
        {
            double value = BitConverter.UInt64BitsToDouble(random.NextUInt64());
            if (!double.IsFinite(value) || value == 0) return;
            string text = CanonicalNumber.Write(value);

            Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture));
            Assert.Equal(text, Canonical(text));
        },
        runs: 2000);

    private static string Canonical(string json)
    {
        Assert.True(CanonicalNumber.TryWrite(json, out string canonical, out string problem), problem);
        return canonical;
    }
}
