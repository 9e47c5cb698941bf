-- Who may do what with which document. Documents are named here as clients name them: a list is written before its
-- document is made, so that two who make it at once cannot both become its owner.

-- One row for each document that has a list.
create table access_list (
    document ${id_type} not null primary key,
    version  bigint     not null -- goes up by one with each change
);

create table access_entry (
    document ${id_type} not null,
    user_id  ${id_type} not null,
    role     varchar    not null,
    primary key (document, user_id)
);

-- Links that let in whoever has them. The secret in a link is not stored, only its hash.
create table share_link (
    id          ${id_type} not null primary key, -- what it is called when it is listed or revoked
    document    ${id_type} not null,
    secret_hash bytea      not null unique, -- SHA-256
    role        varchar    not null,
    created_ms  bigint     not null, -- milliseconds since the epoch
    created_by  varchar    not null, -- id of the user who made it
    expires_ms  bigint               -- null if it does not expire
);

create index share_link_of_document on share_link (document);
