namespace ServerlessTraining.Infra.Bicep;

public sealed class BicepParserTests
{
    [Fact]
    public void Text_WithEscapesAndHoles_IsRead()
    {
        BicepTemplate template = Assert.IsType<BicepTemplate>(Value(@"'it\'s \${no} ${concat('a', 'b}')} //no comment'"));

        Assert.Equal("it's ${no} ", Literal(template.Parts[0]));
        Assert.Equal("b}", Literal(Assert.IsType<BicepCall>(template.Parts[1]).Arguments[1]));
        Assert.Equal(" //no comment", Literal(template.Parts[2]));
    }

    [Fact]
    public void Text_OverLines_IsTakenAsItStands() => Assert.Equal("a ${b}\n'c'\n", Literal(Value("'''\na ${b}\n'c'\n'''")));

    [Fact]
    public void Comments_Anywhere_AreSkipped()
    {
        BicepObject one = Assert.IsType<BicepObject>(Value("{ // first\n  /* b: 1\n */ a: 1 // ]\n  // c: 2\n}"));

        Assert.Equal("a", Assert.Single(one.Properties).Name);
    }

    [Fact]
    public void Object_NestedInLinesAndCommas_IsRead()
    {
        BicepNode value = Value("{\n  a: { b: [1, 2\n 3], 'c d': null }\n  '${e}': {}\n}");

        Assert.Equal([1L, 2L, 3L], Assert.IsType<BicepArray>(Infrastructure.At(value, "a.b")).Items.Select(Literal));
        Assert.Null(Infrastructure.Value(value, "a.c d"));
        Assert.Null(((BicepObject)value).Properties[1].Name);
    }

    [Fact]
    public void Choice_OverLinesAndInside_GoesToTheRight()
    {
        BicepChoice choice = Assert.IsType<BicepChoice>(Value("a == 'x' || !b\n  ? 1\n  : c ? 2 : 3"));

        Assert.Equal("||", Assert.IsType<BicepOperation>(choice.Test).Operator);
        Assert.Equal(2L, Literal(Assert.IsType<BicepChoice>(choice.Else).Then));
    }

    [Fact]
    public void Operators_OfDifferentStrength_AreNested()
    {
        BicepOperation sum = Assert.IsType<BicepOperation>(Value("1 + 2 * 3 - n / 3"));

        Assert.Equal("-", sum.Operator);
        Assert.Equal("*", Assert.IsType<BicepOperation>(Assert.IsType<BicepOperation>(sum.Operands[0]).Operands[1]).Operator);
    }

    [Fact]
    public void Chain_OfMembersIndexesAndForgiving_IsRead()
    {
        BicepMember last = Assert.IsType<BicepMember>(Value("vnet!.outputs['a'].b"));

        Assert.Equal("b", last.Name);
        Assert.Equal("a", Literal(Assert.IsType<BicepIndex>(last.Target).Index));
        Assert.Equal("!=", Assert.IsType<BicepOperation>(Value("a != b")).Operator);
    }

    [Fact]
    public void Resource_InALoopWithACondition_HasItsBody()
    {
        BicepFile file = BicepParser.Parse("a.bicep", "resource a 'T/t@1' = [for (x, i) in range(0, 2): if (i > 0) {\n  parent: b[i]\n  name: x\n}]\n");
        BicepDeclaration resource = Assert.Single(file.Of("resource"));

        Assert.Equal("T/t@1", resource.Type);
        Assert.Equal(("x", "i"), (Assert.IsType<BicepLoop>(resource.Value).Item, ((BicepLoop)resource.Value!).Number));
        Assert.IsType<BicepIndex>(resource.Body.Find("parent"));
    }

    [Fact]
    public void Statements_OfAllKinds_AreRead()
    {
        BicepFile file = BicepParser.Parse("a.bicep", """
            targetScope = 'subscription'
            @description('What.')
            @allowed(['a', 'b'])
            param one string = 'a'
            param two int
            var three = one
            resource four 'T/t@1' existing = { name: three }
            module five 'x.bicep' = if (two > 1) { name: 'x', params: { n: two } }
            output six string = four.id
            """);

        Assert.Equal("subscription", file.TargetScope);
        Assert.Equal(["a", "b"], file.Find("param", "one")!.Allowed.Select(Literal));
        Assert.Null(file.Find("param", "two")!.Value);
        Assert.True(file.Find("resource", "four")!.IsExisting);
        Assert.NotNull(Infrastructure.At(file.Find("module", "five")!.Body, "params.n"));
        Assert.Equal("string", file.Find("output", "six")!.Type);
    }

    [Theory]
    [InlineData("var a = { b: 1 b: 2 }", "',', a line end or '}' is needed")]
    [InlineData("var a = { b: 1, b: 2 }", "'b' is given twice")]
    [InlineData("var a = 'b", "the text does not end")]
    [InlineData("var a = 'b' c", "a line end is needed")]
    [InlineData("var a = [for b of c: d]", "'in' is needed")]
    [InlineData("type a = string", "'type' begins no statement that is known here")]
    [InlineData("var a = 1\nvar a = 2", "(2): 'a' is declared twice")]
    public void Parse_WhatIsNotBicep_SaysWhereAndWhat(string text, string message)
    {
        FormatException error = Assert.Throws<FormatException>(() => BicepParser.Parse("a.bicep", text));

        Assert.StartsWith("a.bicep(", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static BicepNode Value(string text) => BicepParser.Parse("a.bicep", $"var a = {text}\n").Find("var", "a")!.Value!;

    private static object? Literal(BicepNode node) => Assert.IsType<BicepLiteral>(node).Value;
}
