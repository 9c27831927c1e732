using System.Text;
using Azure.Data.Tables;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Documents;

public sealed class DocumentColumnTests(AzuriteFixture azurite)
{
    // {"schema":1,"some_text":""}
    private const int Frame = 27;

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task WriteAsync_32KilobytesAndOneMore_InlineAndABlob(int more, bool inline)
    {
        StoreSandbox sandbox = await StoreSandbox.CreateAsync(azurite, []);
        DocumentColumn<Sample> column = new(new DocumentFormat<Sample>("sample"), new Payloads(sandbox.Clients));
        TableEntity row = new("p", "r");
        Sample sample = new(new string('x', Payloads.LargestInline - Frame + more));

        await column.WriteAsync(row, sample, Cancel);

        Assert.Equal(inline, row.ContainsKey("document"));
        Assert.Equal(!inline, row.ContainsKey("document_payload"));
        Assert.Equal(sample, await column.ReadAsync(row, Cancel));
    }

    [Fact]
    public async Task WriteAsync_SameBigDocumentTwice_IsOneBlob()
    {
        StoreSandbox sandbox = await StoreSandbox.CreateAsync(azurite, []);
        DocumentColumn<Sample> column = new(new DocumentFormat<Sample>("sample"), new Payloads(sandbox.Clients));
        Sample sample = new(new string('x', 100_000));

        await column.WriteAsync(new TableEntity("p", "1"), sample, Cancel);
        await column.WriteAsync(new TableEntity("p", "2"), sample, Cancel);

        Assert.Single(await new Payloads(sandbox.Clients).ListAsync(Cancel).ToListAsync(Cancel));
    }

    [Theory]
    [InlineData(true, "is not in container")]
    [InlineData(false, "its content has another SHA-256")]
    public async Task ReadAsync_PayloadGoneOrChanged_SaysWhich(bool gone, string reason)
    {
        StoreSandbox sandbox = await StoreSandbox.CreateAsync(azurite, []);
        DocumentColumn<Sample> column = new(new DocumentFormat<Sample>("sample"), new Payloads(sandbox.Clients));
        TableEntity row = new("p", "r");
        await column.WriteAsync(row, new Sample(new string('x', 100_000)), Cancel);
        string name = row.GetString("document_payload");
        BlobFiles blobs = sandbox.Clients.Container(StorageNames.Containers.Payloads);
        if (gone) await blobs.DeleteAsync(name, Cancel);
        else await blobs.PutAsync(name, new BinaryData("other"), Cancel);

        StoredDocumentException error = await Assert.ThrowsAsync<StoredDocumentException>(() => column.ReadAsync(row, Cancel));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Document_IsSnakeCaseWithItsSchemaFirst() =>
        Assert.Equal("""{"schema":1,"some_text":"a"}""", Encoding.UTF8.GetString(new DocumentFormat<Sample>("sample").Write(new Sample("a"))));

    [Fact]
    public void Read_NewerSchema_SaysSo()
    {
        StoredDocumentException error = Assert.Throws<StoredDocumentException>(() => new DocumentFormat<Sample>("sample", 2).Read("""{"schema":3}"""u8.ToArray(), "row 'p', 'r'"));

        Assert.Equal(
            "The sample in row 'p', 'r' has schema 3, and this program knows schemas up to 2: it was written by a newer program. Use that program or a later one.", error.Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"schema\":0}")]
    [InlineData("{\"schema\":1}")]
    [InlineData("{\"schema\":1,\"some_text\":null}")]
    [InlineData("{\"schema\":1,\"some_text\":5}")]
    [InlineData("not json")]
    public void Read_Damaged_SaysWhere(string json) => Assert.StartsWith(
        "The sample in row 'p', 'r' is damaged: ",
        Assert.Throws<StoredDocumentException>(() => new DocumentFormat<Sample>("sample").Read(Encoding.UTF8.GetBytes(json), "row 'p', 'r'")).Message,
        StringComparison.Ordinal);

    private sealed record Sample(string SomeText);
}
