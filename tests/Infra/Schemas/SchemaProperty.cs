namespace ServerlessTraining.Infra.Schemas;

/// <param name="Type">Followed only when it is asked for: types refer to themselves.</param>
/// <param name="Flags">1 required, 2 read-only; the others mean nothing here.</param>
internal sealed record SchemaProperty(Func<SchemaType> Type, int Flags)
{
    public bool IsRequired => (Flags & 1) != 0;

    public bool IsReadOnly => (Flags & 2) != 0;
}
